package chat.parley.api;

import static io.restassured.RestAssured.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.protocol.ProblemCode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
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
        Set<String> paths = new TreeSet<>();
        resources().forEach(method -> {
            String path = path(method);
            paths.add(path);
            assertEquals(Set.of(verb(method)), names(document.path("paths").path(path)), path);
            assertEquals(queryParameters(method), described(path), path);
        });
        assertEquals(paths, names(document.path("paths")));
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
        return Stream.of(ConfigResource.class, RoomsResource.class, AdminResource.class)
                .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(GET.class) || method.isAnnotationPresent(POST.class));
    }

    private static String verb(Method method) {
        return method.isAnnotationPresent(GET.class) ? "get" : "post";
    }

    private static String path(Method method) {
        Path own = method.getAnnotation(Path.class);
        return "/api" + method.getDeclaringClass().getAnnotation(Path.class).value() + (own == null ? "" : own.value());
    }

    private static Set<String> queryParameters(Method method) {
        return Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(QueryParam.class))
                .map(parameter -> parameter.getAnnotation(QueryParam.class).value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> described(String path) {
        Set<String> described = new TreeSet<>();
        for (JsonNode parameter : document.path("paths").path(path).findPath("parameters")) {
            JsonNode meant = parameter.has("$ref")
                    ? document.at(parameter.path("$ref").asText().substring(1))
                    : parameter;
            if (meant.path("in").asText().equals("query")) {
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
