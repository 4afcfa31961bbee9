package dev.promptlib.operator.cluster;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What was asked of the API server through a proxy, in order. */
public final class RequestLog {
    /** One request and when it came. */
    public record Entry(Instant at, ApiRequest request) {}

    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final Set<Permission> permissions = ConcurrentHashMap.newKeySet();

    void add(ApiRequest request) {
        permissions.add(request.permission());
        entries.add(new Entry(Instant.now(), request));
    }

    /** An apply that makes the object is allowed to those only who may create it. */
    void answered(ApiRequest request, int status) {
        if (status == 201 && request.verb().equals("patch")) {
            permissions.add(request.permission().withVerb("create"));
        }
    }

    /** Forgets the requests so far, not the permissions that they needed. */
    public void clear() {
        entries.clear();
    }

    public List<ApiRequest> requests(Predicate<ApiRequest> wanted) {
        return entries.stream().map(Entry::request).filter(wanted).toList();
    }

    /** How often each thing was asked, for messages and for looking at. */
    public Map<String, Long> counts(Predicate<ApiRequest> wanted) {
        return requests(wanted).stream()
                .collect(Collectors.groupingBy(
                        request -> request.permission().toString(), TreeMap::new, Collectors.counting()));
    }

    /** All that was needed since the proxy was started, to be compared with what RBAC grants. */
    public Set<Permission> permissions() {
        return Set.copyOf(permissions);
    }

    /** Waits until nothing was asked for a while, besides what is not counted. */
    public void awaitQuiet(Duration quiet, Duration atMost, Predicate<ApiRequest> notCounted) {
        Instant start = Instant.now();
        await("quiet for " + quiet)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> last(notCounted.negate(), start).plus(quiet).isBefore(Instant.now()));
    }

    private Instant last(Predicate<ApiRequest> wanted, Instant otherwise) {
        return entries.stream()
                .filter(entry -> wanted.test(entry.request()))
                .map(Entry::at)
                .filter(otherwise::isBefore)
                .reduce(otherwise, (earlier, later) -> later);
    }
}
