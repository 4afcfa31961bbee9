package dev.promptlib.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
    private static final Route.Handler NOTHING = request -> Response.empty();
    private final Router router = new Router(List.of(
            Route.of("GET", "/", NOTHING),
            Route.of("GET", "/things", NOTHING),
            Route.of("POST", "/things", NOTHING),
            Route.of("GET", "/things/{id}", NOTHING),
            Route.of("GET", "/things/{id}/files/{name}", NOTHING)));

    @Test
    void findsThePatternAndItsParameters() {
        Router.Match match = router.find("GET", "/things/7/files/a%20b%2Fc+d");

        assertThat(match.route().pattern()).isEqualTo("/things/{id}/files/{name}");
        assertThat(match.parameters()).containsEntry("id", "7").containsEntry("name", "a b/c+d");
    }

    @Test
    void answersHeadLikeGet() {
        assertThat(router.find("HEAD", "/").route().pattern()).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/other", "/things/", "/things/1/", "//things", "/THINGS", "/things/1/files"})
    void doesNotFindUnknownPaths(String path) {
        assertThat(failure("GET", path).response().status()).isEqualTo(404);
    }

    @Test
    void namesTheMethodsAPathDoesAnswer() {
        Response response = failure("DELETE", "/things").response();

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.headers()).containsEntry("Allow", "GET, POST");
    }

    @Test
    void refusesABrokenEscape() {
        assertThat(failure("GET", "/things/%zz").response().status()).isEqualTo(400);
    }

    private HttpError failure(String method, String path) {
        return catchThrowableOfType(HttpError.class, () -> router.find(method, path));
    }
}
