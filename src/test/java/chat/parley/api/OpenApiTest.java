package chat.parley.api;

import static io.restassured.RestAssured.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.protocol.ProblemCode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Tag("slow")
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTest
final class OpenApiTest {

    private JsonNode document;

    @BeforeEach
    void read() throws IOException {
        document = new ObjectMapper()
                .readTree(get("/q/openapi?format=json")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
    }

    @Test
    void everyPathAndParameterIsDescribedAndNoOther() {
        Map<String, Set<String>> verbs = new TreeMap<>();
        resources().forEach(method -> {
            String path = path(method);
            verbs.computeIfAbsent(path, _ -> new TreeSet<>()).add(verb(method));
            assertEquals(parameters(method), described(path, verb(method)), verb(method) + " " + path);
        });
        assertEquals(verbs.keySet(), names(document.path("paths")));
        verbs.forEach(
                (path, all) -> assertEquals(all, names(document.path("paths").path(path)), path));
    }

    @Test
    void allowNamesTheMethodsOfEachPath() {
        Map<String, Set<String>> known = new TreeMap<>();
        ApiPaths.all()
                .forEach((path, methods) -> known.put(
                        path,
                        Arrays.stream(methods.toLowerCase(Locale.ROOT).split(", "))
                                .filter(method -> !method.equals("head"))
                                .collect(Collectors.toCollection(TreeSet::new))));
        Map<String, Set<String>> have = new TreeMap<>();
        resources()
                .forEach(method -> have.computeIfAbsent(
                                path(method).substring("/api".length()).replaceAll("\\{[a-z]+}", "{}"),
                                _ -> new TreeSet<>())
                        .add(verb(method)));
        assertEquals(have, known);
    }

    @Test
    void responsesMatchTheirSchemas() {
        try (Talker ada = new Talker("Ada")) {
            String room = Talker.freshRoom();
            ada.joins(room);
            ada.says(room, "hello");
            assertFits("RoomsPage", ada.got("/api/rooms"));
            assertFits("RoomLine", ada.got("/api/rooms").at("/rooms/0"));
            assertFits("RoomState", ada.got("/api/rooms/" + room));
            assertFits("HistoryPage", ada.got("/api/rooms/" + room + "/messages"));
            assertFits("Message", ada.got("/api/rooms/" + room + "/messages").at("/messages/0"));
            assertFits("MembersPage", ada.got("/api/rooms/" + room + "/members"));
            assertFits("MemberLine", ada.got("/api/rooms/" + room + "/members").at("/members/0"));
            assertFits("ServiceConfig", ada.got("/api/config"));
            assertFits("Limits", ada.got("/api/config").path("limits"));
            assertFits("Problem", ada.refused("/api/rooms/no-such-room"));
        }
    }

    /// Whatever a request may be refused with, with an example of it.
    @Test
    void everyOperationSaysHowItRefuses() {
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(verb -> {
                    String what = verb.getKey() + " " + path.getKey();
                    JsonNode operation = verb.getValue();
                    Set<String> refusals = names(operation.path("responses"));
                    refusals.removeIf(status -> !status.startsWith("4"));
                    Set<String> least = new TreeSet<>(Set.of("400", "403"));
                    if (!path.getKey().equals("/api/config")) {
                        least.addAll(Set.of("401", "429"));
                    }
                    if (operation.has("requestBody")) {
                        least.addAll(Set.of("413", "415"));
                    }
                    if (path.getKey().contains("{room}")) {
                        least.add("404");
                    }
                    assertTrue(refusals.containsAll(least), () -> what + ": expected " + least + ", got " + refusals);
                    refusals.forEach(status -> assertExample(
                            what, status, operation.path("responses").path(status)));
                }));
    }

    private void assertExample(String what, String status, JsonNode response) {
        JsonNode described = response.has("$ref")
                ? document.at(response.path("$ref").asText().substring(1))
                : response;
        JsonNode example =
                described.path("content").path("application/problem+json").path("example");
        assertEquals(status, example.path("status").asText(), what);
        assertFits("Problem", example);
    }

    @Test
    void everyStatusCodeIsDocumented() {
        Set<String> codes = Arrays.stream(ProblemCode.values())
                .map(ProblemCode::wire)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> named = new TreeSet<>();
        document.at("/components/schemas/Problem/properties/code/enum").forEach(code -> named.add(code.asText()));
        assertEquals(codes, named);
    }

    @Test
    void everyOperationRequiresABearerToken() {
        assertEquals(
                "bearer",
                document.at("/components/securitySchemes/token/scheme").asText());
        assertEquals(Set.of("token"), names(document.at("/components/securitySchemes")));
        assertEquals(Set.of("token"), names(document.at("/security/0")));
        assertEquals(0, document.at("/paths/~1api~1config/get/security").size(), "but for what is said before it");
    }

    /// All required fields are present, and no undescribed ones.
    private void assertFits(String schema, JsonNode came) {
        JsonNode described = document.at("/components/schemas/" + schema);
        Set<String> required = new TreeSet<>();
        described.path("required").forEach(field -> required.add(field.asText()));
        assertTrue(names(came).containsAll(required), () -> schema + " " + required + ": " + came);
        assertTrue(names(described.path("properties")).containsAll(names(came)), () -> schema + ": " + came);
    }

    private static Stream<Method> resources() {
        return Stream.of(
                        ConfigResource.class,
                        RoomsResource.class,
                        MessagesResource.class,
                        CommandsResource.class,
                        AdminResource.class,
                        KeysResource.class)
                .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
                .filter(method -> verbs(method).findAny().isPresent());
    }

    private static Stream<String> verbs(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(verb -> verb.value().toLowerCase(Locale.ROOT));
    }

    private static String verb(Method method) {
        return verbs(method).findAny().orElseThrow();
    }

    private static String path(Method method) {
        Path own = method.getAnnotation(Path.class);
        String all = method.getDeclaringClass().getAnnotation(Path.class).value() + (own == null ? "" : own.value());
        return "/api" + all.replace("//", "/");
    }

    /// Of the query and of headers, but for the token, which is a security scheme.
    private static Set<String> parameters(Method method) {
        return Arrays.stream(method.getParameters())
                .flatMap(parameter -> Stream.concat(
                        Stream.ofNullable(parameter.getAnnotation(QueryParam.class))
                                .map(QueryParam::value),
                        Stream.ofNullable(parameter.getAnnotation(HeaderParam.class))
                                .map(HeaderParam::value)))
                .filter(name -> !name.equals("Authorization"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> described(String path, String verb) {
        Set<String> described = new TreeSet<>();
        for (JsonNode parameter : document.path("paths").path(path).path(verb).path("parameters")) {
            JsonNode meant = parameter.has("$ref")
                    ? document.at(parameter.path("$ref").asText().substring(1))
                    : parameter;
            if (!meant.path("in").asText().equals("path")) {
                described.add(meant.path("name").asText());
            }
        }
        return described;
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
