package dev.promptlib.images;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** As much of a container registry as a push needs, with a certificate that nobody knows. */
final class MemoryRegistry implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
    private final Map<String, byte[]> uploads = new ConcurrentHashMap<>();

    MemoryRegistry() throws IOException {
        var https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        server = https;
        server.createContext("/v2/", this::answer);
        server.start();
    }

    String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    String manifest(String repository, String tag) {
        return new String(manifests.get("/v2/" + repository + "/manifests/" + tag));
    }

    Set<String> blobs() {
        return blobs.keySet();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String last = path.substring(path.lastIndexOf('/') + 1);
        byte[] body = exchange.getRequestBody().readAllBytes();
        int status =
                switch (exchange.getRequestMethod()) {
                    case "POST", "PATCH" -> {
                        String upload = "/v2/uploads/" + (uploads.size() + 1);
                        uploads.put(upload, body);
                        exchange.getResponseHeaders().add("Location", upload);
                        yield 202;
                    }
                    case "PUT" -> {
                        if (path.contains("/manifests/")) {
                            manifests.put(path, body);
                        } else {
                            String query = exchange.getRequestURI().getQuery();
                            blobs.put(query.substring("digest=".length()), uploads.get(path));
                        }
                        yield 201;
                    }
                    default -> path.equals("/v2/") || blobs.containsKey(last) ? 200 : 404;
                };
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static SSLContext selfSigned() throws IOException {
        Path store = Files.createTempDirectory("registry").resolve("store.p12");
        char[] password = "password".toCharArray();
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool") + " -genkeypair -keyalg EC -alias a"
                + " -dname CN=localhost -storepass " + new String(password) + " -keystore " + store;
        try {
            new ProcessBuilder(keytool.split(" "))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(KeyStore.getInstance(store.toFile(), password), password);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
