package dev.promptlib.app.http;

import com.sun.net.httpserver.HttpServer;
import dev.promptlib.app.settings.SettingException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The listening server: threads that take requests and answer probes, and fewer workers for the rest. */
public final class HttpService {
    /** Each waits for what a client sends, so slow clients must not hold all of them: probes come this way, too. */
    private static final int TAKERS = 200;

    private static final int WORKERS = 16;
    private static final int WAITING = 64;

    private final HttpServer server;
    private final Dispatcher dispatcher;
    private final ExecutorService takers = pool("http", TAKERS, Integer.MAX_VALUE);
    private final ExecutorService workers = pool("worker", WORKERS, WAITING);

    public HttpService(int port, Router router, WriteGuard guard, MeterRegistry metrics) {
        // A client that sends or reads byte by byte would otherwise hold a thread for ever.
        System.setProperty("sun.net.httpserver.maxReqTime", "120");
        System.setProperty("sun.net.httpserver.maxRspTime", "120");
        // Without it every answer on a kept connection waits for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            server = HttpServer.create(new InetSocketAddress(port), 128);
        } catch (IOException e) {
            throw new SettingException(
                    "PORT", "cannot listen on " + port + " (" + e.getMessage() + ")", "choose a free port above 1023");
        }
        server.setExecutor(takers);
        dispatcher = new Dispatcher(router, guard, workers, metrics);
        server.createContext("/", dispatcher);
    }

    /** The port in use, also when the system was left to choose one. */
    public int port() {
        return server.getAddress().getPort();
    }

    public void start() {
        server.start();
    }

    /** Serves on, and tells clients that keep their connections to make new ones, which lead elsewhere by then. */
    public void stopping() {
        dispatcher.keepNoConnections();
    }

    /** Refuses new work, lets the running requests finish within the grace, then closes the port. */
    public void stop(int graceSeconds) throws InterruptedException {
        workers.shutdown();
        workers.awaitTermination(graceSeconds, TimeUnit.SECONDS);
        // The grace is over by now; the JDK before 22 would wait for the full delay even when nothing runs.
        server.stop(0);
        takers.shutdownNow();
        workers.shutdownNow();
    }

    private static ExecutorService pool(String name, int size, int queue) {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(size, size, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(queue), task -> {
                    Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
