{{- /* Applies the values to `objects`. */}}
{{- define "parley.values" -}}
{{- $values := .root.Values -}}
{{- $objects := .objects -}}

{{- with get $objects "Deployment/parley" -}}
{{- $pod := .spec.template.spec -}}
{{- $container := first $pod.containers -}}
{{- $image := $values.image -}}
{{- $_ := set $container "image" (printf "%s:%s" $image.repository ($image.tag | default $.root.Chart.AppVersion)) -}}
{{- with $image.digest -}}
{{- $_ := set $container "image" (printf "%s@%s" $image.repository .) -}}
{{- end -}}
{{- with $image.pullPolicy -}}
{{- $_ := set $container "imagePullPolicy" . -}}
{{- end -}}
{{- range $image.pullSecrets -}}
{{- $_ := set $pod "imagePullSecrets" (append ($pod.imagePullSecrets | default list) (dict "name" .)) -}}
{{- end -}}
{{- range $pod.topologySpreadConstraints -}}
{{- if eq "kubernetes.io/hostname" .topologyKey -}}
{{- $_ := set . "whenUnsatisfiable" $values.pods.oneNodeEach -}}
{{- end -}}
{{- end -}}
{{- include "parley.merge" (dict "into" $container.resources "from" $values.pods.resources) -}}
{{- $settings := dict -}}
{{- with $values.trustedProxies -}}
{{- $_ := set $settings "PARLEY_TRUSTED_PROXIES" (join "," .) -}}
{{- else -}}
{{- $env := list -}}
{{- range $container.env -}}
{{- if ne "PARLEY_TRUSTED_PROXIES" .name -}}
{{- $env = append $env . -}}
{{- end -}}
{{- end -}}
{{- $_ := set $container "env" $env -}}
{{- end -}}
{{- if $values.issuer.enabled -}}
{{- $_ := set $settings "PARLEY_ISSUER_NAME" $values.issuer.name -}}
{{- $_ := set $settings "PARLEY_ISSUER_KEYS" $values.issuer.keys -}}
{{- $_ := set $settings "PARLEY_ISSUER_AUDIENCE" $values.issuer.audience -}}
{{- if $values.issuer.clientId -}}
{{- $_ := set $settings "PARLEY_ISSUER_CLIENT_ID" $values.issuer.clientId -}}
{{- end -}}
{{- $_ := set $settings "PARLEY_GUESTS" (toString $values.issuer.guests) -}}
{{- end -}}
{{- if $values.traces.enabled -}}
{{- $_ := set $settings "OTEL_EXPORTER_OTLP_ENDPOINT" $values.traces.collector -}}
{{- $_ := set $settings "OTEL_TRACES_SAMPLER_ARG" (toString $values.traces.fraction) -}}
{{- end -}}
{{- if $values.archive.enabled -}}
{{- $_ := set $settings "QUARKUS_DATASOURCE_REACTIVE_URL" $values.archive.url -}}
{{- $_ := set $settings "QUARKUS_DATASOURCE_USERNAME" $values.archive.username -}}
{{- end -}}
{{- range $name, $value := $values.settings -}}
{{- $_ := set $settings $name (toString $value) -}}
{{- /* A number of a file of values is a float: 2e+06. */}}
{{- if and (kindIs "float64" $value) (eq (float64 (int64 $value)) $value) -}}
{{- $_ := set $settings $name (printf "%d" (int64 $value)) -}}
{{- end -}}
{{- end -}}
{{- $env := list -}}
{{- range $name, $value := $settings -}}
{{- $env = append $env (dict "name" $name "value" $value) -}}
{{- end -}}
{{- include "parley.merge" (dict "into" $container "from" (dict "env" $env)) -}}
{{- if and (eq "managed" $values.redis.kind) $values.redis.managed.authority -}}
{{- range $pod.volumes -}}
{{- if eq "redis-ca" .name -}}
{{- $_ := set .secret "secretName" $values.redis.managed.authority -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- with get $objects "HorizontalPodAutoscaler/parley" -}}
{{- $_ := set .spec "minReplicas" $values.pods.min -}}
{{- $_ := set .spec "maxReplicas" $values.pods.max -}}
{{- $_ := set (first .spec.metrics).resource.target "averageUtilization" $values.pods.cpu -}}
{{- end -}}

{{- with get $objects "ScaledObject/parley" -}}
{{- $_ := set .spec "minReplicaCount" $values.pods.min -}}
{{- $_ := set .spec "maxReplicaCount" $values.pods.max -}}
{{- $_ := set .spec.advanced.horizontalPodAutoscalerConfig "behavior" $.scaling.spec.behavior -}}
{{- range .spec.triggers -}}
{{- if eq "cpu" .type -}}
{{- $_ := set .metadata "value" (toString $values.pods.cpu) -}}
{{- else -}}
{{- $_ := set .metadata "serverAddress" $values.keda.prometheus -}}
{{- $_ := set .metadata "threshold" (printf "%d" (int $values.keda.connections)) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- range list "parley-redis" "parley-redis-cluster" -}}
{{- with get $objects (printf "StatefulSet/%s" .) -}}
{{- $container := first .spec.template.spec.containers -}}
{{- $_ := set $container.resources.requests "memory" $values.redis.memory -}}
{{- $_ := set $container.resources.limits "memory" $values.redis.memory -}}
{{- include "parley.volume" (dict "spec" (first .spec.volumeClaimTemplates).spec "of" $values.redis) -}}
{{- end -}}
{{- end -}}

{{- range $key, $map := $objects -}}
{{- if and (eq "ConfigMap" $map.kind) (hasKey $map.data "redis.conf") -}}
{{- $conf := regexReplaceAll "(?m)^maxmemory .*$" (get $map.data "redis.conf") (printf "maxmemory %s" $values.redis.maxmemory) -}}
{{- $_ := set $map.data "redis.conf" $conf -}}
{{- end -}}
{{- end -}}

{{- with get $objects "NetworkPolicy/parley-managed-redis" -}}
{{- $ports := list -}}
{{- range $values.redis.managed.ports -}}
{{- $ports = append $ports (dict "port" .) -}}
{{- end -}}
{{- $_ := set (first .spec.egress) "ports" $ports -}}
{{- end -}}

{{- with get $objects "Gateway/parley" -}}
{{- $_ := set .spec "gatewayClassName" $values.gateway.className -}}
{{- end -}}
{{- with get $objects "Ingress/parley" -}}
{{- $_ := set .spec "ingressClassName" $values.ingress.className -}}
{{- include "parley.merge" (dict "into" .metadata.annotations "from" $values.ingress.annotations) -}}
{{- end -}}

{{- with get $objects "CronJob/parley-backup" -}}
{{- $_ := set .spec "schedule" $values.backup.schedule -}}
{{- $container := first .spec.jobTemplate.spec.template.spec.containers -}}
{{- include "parley.merge" (dict "into" $container "from" (dict "env" (list (dict "name" "KEEP" "value" (toString $values.backup.keep))))) -}}
{{- end -}}
{{- with get $objects "PersistentVolumeClaim/parley-backup" -}}
{{- include "parley.volume" (dict "spec" .spec "of" $values.backup) -}}
{{- end -}}
{{- end }}

{{- define "parley.volume" -}}
{{- $_ := set .spec.resources.requests "storage" .of.storage -}}
{{- with .of.storageClass -}}
{{- $_ := set $.spec "storageClassName" . -}}
{{- end -}}
{{- end }}

{{- /* Everything gets the release's namespace and labels; pods start anew when what they mount has changed. */}}
{{- define "parley.release" -}}
{{- $labels := dict "app.kubernetes.io/part-of" "parley" "app.kubernetes.io/managed-by" .root.Release.Service "app.kubernetes.io/instance" .root.Release.Name "helm.sh/chart" (printf "%s-%s" .root.Chart.Name .root.Chart.Version) -}}
{{- $objects := .objects -}}
{{- range $key, $object := $objects -}}
{{- $_ := set $object.metadata "namespace" $.root.Release.Namespace -}}
{{- $_ := set $object.metadata "labels" (merge ($object.metadata.labels | default dict) $labels) -}}
{{- if has $object.kind (list "StatefulSet" "Job") -}}
{{- $template := $object.spec.template -}}
{{- range $template.spec.volumes -}}
{{- with .configMap -}}
{{- $sum := get $objects (printf "ConfigMap/%s" .name) | toJson | sha256sum -}}
{{- $_ := set $template "metadata" (merge (dict "annotations" (dict "checksum/config" $sum)) ($template.metadata | default dict)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if eq "Job" $object.kind -}}
{{- /* A Job cannot be changed, so each revision has one. */}}
{{- $_ := set $object.metadata "name" (printf "%s-%d" $object.metadata.name (int $.root.Release.Revision)) -}}
{{- end -}}
{{- end -}}
{{- end }}
