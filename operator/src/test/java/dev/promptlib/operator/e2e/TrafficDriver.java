package dev.promptlib.operator.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Runs in a pod, with nothing but the JDK: asks for a URL so many times a second, each time over a new connection, and prints for
 * each second how it went. It does not try again what failed.
 */
public final class TrafficDriver {
    private final URI url;
    private int good;
    private int failed;
    private long worst;
    private String fault = "";

    private TrafficDriver(URI url) {
        this.url = url;
    }

    public static void main(String... args) {
        System.setProperty("http.keepAlive", "false");
        TrafficDriver driver = new TrafficDriver(URI.create(args[0]));
        var hands = Executors.newFixedThreadPool(64);
        var clock = Executors.newScheduledThreadPool(2);
        long every = TimeUnit.SECONDS.toMicros(1) / Integer.parseInt(args[1]);
        clock.scheduleAtFixedRate(() -> hands.submit(driver::ask), 0, every, TimeUnit.MICROSECONDS);
        clock.scheduleAtFixedRate(driver::report, 1, 1, TimeUnit.SECONDS);
    }

    private void ask() {
        long start = System.nanoTime();
        String problem = "";
        try {
            HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
            connection.setConnectTimeout(5_000);
            connection.setReadTimeout(10_000);
            try (InputStream body = connection.getInputStream()) {
                body.readAllBytes();
            }
        } catch (IOException e) {
            problem = e.toString();
        }
        record(problem, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    private synchronized void record(String problem, long millis) {
        if (problem.isEmpty()) {
            good++;
        } else {
            failed++;
            fault = problem;
        }
        worst = Math.max(worst, millis);
    }

    private synchronized void report() {
        System.out.println(System.currentTimeMillis() / 1000 + " " + good + " " + failed + " " + worst + " " + fault);
        good = 0;
        failed = 0;
        worst = 0;
        fault = "";
    }
}
