package dev.promptlib.operator.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Stands between an operator and the API server, plain HTTP in front and TLS behind: it passes all on, watches as they come and the
 * Authorization header included, keeps a log of what was asked, and does harm when told to.
 */
public final class ApiProxy implements AutoCloseable {
    private final RequestLog log = new RequestLog();
    private final List<FaultRule> rules = new CopyOnWriteArrayList<>();
    private final Map<HttpServerRequest, Runnable> repliesToLose = new ConcurrentHashMap<>();
    private final Vertx vertx = Vertx.vertx();
    private final HttpProxy proxy;
    private final HttpServer server;

    private ApiProxy(URI apiServer, String certificateAuthority) {
        var upstream = vertx.createHttpClient(new HttpClientOptions()
                .setSsl(true)
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(certificateAuthority)))
                // Each watch keeps a connection.
                .setMaxPoolSize(10_000));
        proxy = HttpProxy.reverseProxy(upstream)
                .origin(apiServer.getPort(), apiServer.getHost())
                .addInterceptor(new Replies());
        // Over HTTP/2 all requests share one connection, and could not be lost one by one.
        var options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(0)
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(65_536)
                .setMaxHeaderSize(65_536);
        server = vertx.createHttpServer(options)
                .requestHandler(this::handle)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    public static ApiProxy to(TestCluster cluster) {
        return new ApiProxy(URI.create(cluster.config().getMasterUrl()), cluster.certificateAuthority());
    }

    /** Where the operator finds the API server. */
    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public RequestLog log() {
        return log;
    }

    /** Strikes every request that matches, until it is told to stop. */
    public FaultRule inject(Fault fault, Predicate<ApiRequest> matching) {
        return inject(fault, matching, 1, Integer.MAX_VALUE);
    }

    /** Strikes matching requests from the n-th on (1 is the next), so many times. */
    public FaultRule inject(Fault fault, Predicate<ApiRequest> matching, int first, int times) {
        FaultRule rule = new FaultRule(fault, matching, first, times);
        rules.add(rule);
        return rule;
    }

    /** From now on all goes through again. */
    public void heal() {
        rules.clear();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void handle(HttpServerRequest request) {
        ApiRequest asked = ApiRequest.of(request.method().name(), request.uri());
        log.add(asked);
        rules.stream()
                .filter(rule -> rule.strikes(asked))
                .findFirst()
                .ifPresentOrElse(rule -> rule.fault().strike(new HttpExchange(request)), () -> proxy.handle(request));
    }

    /** Sees the API server's answers before they go back. */
    private final class Replies implements ProxyInterceptor {
        @Override
        public Future<Void> handleProxyResponse(ProxyContext context) {
            HttpServerRequest request = context.request().proxiedRequest();
            Runnable then = repliesToLose.remove(request);
            if (then != null) {
                context.response().release();
                then.run();
                return request.connection().close();
            }
            log.answered(
                    ApiRequest.of(request.method().name(), request.uri()),
                    context.response().getStatusCode());
            return context.sendResponse();
        }
    }

    /** One request of an HTTP/1.1 connection. */
    private final class HttpExchange implements Fault.Exchange {
        private final HttpServerRequest request;

        HttpExchange(HttpServerRequest request) {
            this.request = request;
        }

        @Override
        public void answer(int status, String reason, int retryAfterSeconds) {
            var response = request.response().setStatusCode(status).putHeader("Content-Type", "application/json");
            if (retryAfterSeconds > 0) {
                response.putHeader("Retry-After", Integer.toString(retryAfterSeconds));
            }
            response.end(
                    """
                    {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","code":%d,"reason":"%s",\
                    "message":"injected by the test"}"""
                            .formatted(status, reason));
        }

        @Override
        public void forward() {
            proxy.handle(request);
        }

        @Override
        public void forwardAndDropReply(Runnable then) {
            repliesToLose.put(request, then);
            proxy.handle(request);
        }

        @Override
        public void drop() {
            request.connection().close();
        }

        @Override
        public void after(Duration delay, Runnable then) {
            request.pause();
            vertx.setTimer(delay.toMillis(), timer -> then.run());
        }
    }
}
