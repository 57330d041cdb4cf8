{{- /*
The manifests are those of k8s/base, k8s/overlays/production and k8s/components, which this folder links to: one text for
Kustomize and Helm. These templates read the lists in each kustomization.yaml as Kustomize does, as far as those use it;
_values.tpl applies what values change.
*/}}

{{- /* The text of a file, with the values that stand in many places. */}}
{{- define "parley.text" -}}
{{- $text := .root.Files.Get .file | required (printf "expected the file %s in the chart" .file) -}}
{{- $values := .root.Values -}}
{{- $text | replace "https://parley.example.com/src/docs/operating.md" $values.monitoring.runbooks
  | replace "parley.example.com" $values.host
  | replace ": parley-tls" (printf ": %q" $values.tlsSecret)
  | replace "kubernetes.io/metadata.name: monitoring" (printf "kubernetes.io/metadata.name: %q" $values.monitoring.namespace)
  | replace "namespace=\"parley\"" (printf "namespace=\"%s\"" .root.Release.Namespace) -}}
{{- end }}

{{- /* The documents of a file, as a list. */}}
{{- define "parley.documents" -}}
{{- $documents := list -}}
{{- range splitList "\n---\n" (include "parley.text" .) -}}
{{- $documents = append $documents (fromYaml .) -}}
{{- end -}}
{{- toYaml $documents -}}
{{- end }}

{{- /* Applies one folder to `objects`, by kind and name. */}}
{{- define "parley.apply" -}}
{{- $list := include "parley.text" (dict "root" .root "file" (printf "%s/kustomization.yaml" .folder)) | fromYaml -}}
{{- range $file := $list.resources -}}
{{- if not (or (hasPrefix "../" $file) (eq "namespace.yaml" $file)) -}}
{{- range include "parley.documents" (dict "root" $.root "file" (printf "%s/%s" $.folder $file)) | fromYamlArray -}}
{{- $_ := set $.objects (printf "%s/%s" .kind .metadata.name) . -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range $component := $list.components -}}
{{- /* Those beside it; values choose among the others. */}}
{{- if not (hasPrefix "../" $component) -}}
{{- include "parley.apply" (dict "root" $.root "objects" $.objects "folder" (printf "%s/%s" $.folder $component) "without" $.without) -}}
{{- end -}}
{{- end -}}
{{- range $map := $list.configMapGenerator -}}
{{- if $map.files -}}
{{- $data := dict -}}
{{- range $file := $map.files -}}
{{- $_ := set $data $file (include "parley.text" (dict "root" $.root "file" (printf "%s/%s" $.folder $file))) -}}
{{- end -}}
{{- $metadata := dict "name" $map.name -}}
{{- with (($map.options).labels) -}}
{{- $_ := set $metadata "labels" . -}}
{{- end -}}
{{- $_ := set $.objects (printf "ConfigMap/%s" $map.name) (dict "apiVersion" "v1" "kind" "ConfigMap" "metadata" $metadata "data" $data) -}}
{{- end -}}
{{- end -}}
{{- range $patch := $list.patches -}}
{{- if not (has $patch.path $.without) -}}
{{- range include "parley.documents" (dict "root" $.root "file" (printf "%s/%s" $.folder $patch.path)) | fromYamlArray -}}
{{- $key := printf "%s/%s" .kind .metadata.name -}}
{{- if not (hasKey $.objects $key) -}}
{{- fail (printf "expected %s for %s/%s" $key $.folder $patch.path) -}}
{{- else if eq "delete" (get . "$patch") -}}
{{- $_ := unset $.objects $key -}}
{{- else -}}
{{- include "parley.merge" (dict "into" (get $.objects $key) "from" .) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end }}

{{- /* A strategic merge: maps by key, these lists by what identifies an item, everything else replaced. */}}
{{- define "parley.merge" -}}
{{- $keys := dict "containers" "name" "env" "name" "volumes" "name" "volumeMounts" "mountPath" "topologySpreadConstraints" "topologyKey" -}}
{{- range $field, $value := .from -}}
{{- $old := get $.into $field -}}
{{- if and (kindIs "map" $value) (kindIs "map" $old) -}}
{{- include "parley.merge" (dict "into" $old "from" $value) -}}
{{- else if and (kindIs "slice" $value) (kindIs "slice" $old) (hasKey $keys $field) -}}
{{- $id := get $keys $field -}}
{{- range $item := $value -}}
{{- $found := false -}}
{{- range $there := $old -}}
{{- if eq (get $there $id) (get $item $id) -}}
{{- $found = true -}}
{{- include "parley.merge" (dict "into" $there "from" $item) -}}
{{- end -}}
{{- end -}}
{{- if not $found -}}
{{- $old = append $old $item -}}
{{- end -}}
{{- end -}}
{{- $_ := set $.into $field $old -}}
{{- else -}}
{{- $_ := set $.into $field $value -}}
{{- end -}}
{{- end -}}
{{- end }}
