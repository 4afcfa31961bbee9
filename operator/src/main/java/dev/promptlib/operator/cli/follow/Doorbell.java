package dev.promptlib.operator.cli.follow;

import dev.promptlib.operator.cli.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds out whether the application really answers. */
public final class Doorbell {
    static {
        // The host name is the application's and need not be known to this machine's resolver.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    }

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** A door to try: where to connect, and what a browser would say. */
    public record Door(String connect, String url, String host) {}

    public static List<Door> doors(Inventory.Entrance entrance, boolean on8080) {
        List<Door> doors = new ArrayList<>();
        if (on8080) {
            doors.add(new Door(
                    "http://127.0.0.1:8080/", "http://" + entrance.host() + ":8080/", entrance.host() + ":8080"));
        } else {
            doors.add(new Door("http://127.0.0.1/", "http://" + entrance.host() + "/", entrance.host()));
            entrance.addresses()
                    .forEach(address -> doors.add(
                            new Door("http://" + address + "/", "http://" + entrance.host() + "/", entrance.host())));
        }
        return doors;
    }

    /** The first door that opens, within a time: an ingress controller needs a moment for a new rule. */
    public Optional<Door> ring(List<Door> doors, Duration limit) {
        List<Door> open = new ArrayList<>();
        Waiting.until(limit, () -> {
            doors.stream().filter(this::opens).findFirst().ifPresent(open::add);
            return !open.isEmpty();
        });
        return open.stream().findFirst();
    }

    private boolean opens(Door door) {
        OptionalInt status = status(door);
        return status.isPresent() && status.getAsInt() < 400;
    }

    private OptionalInt status(Door door) {
        try {
            var request = HttpRequest.newBuilder(URI.create(door.connect()))
                    .header("Host", door.host())
                    .timeout(PATIENCE)
                    .build();
            return OptionalInt.of(
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }
}
