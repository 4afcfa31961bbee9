package dev.promptlib.operator.cli.exec;

import dev.promptlib.operator.cli.Failure;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ContainerResource;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A command in a container, through the API server as `kubectl exec` does it, but without kubectl. */
public record PodCommand(
        KubernetesClient client, String namespace, String pod, String container, List<String> command) {
    private static final long LOOK_MILLIS = 500;

    /** What it said, errors included, and how it ended. */
    public record Outcome(int exitCode, String text) {}

    /** Without input. */
    public Outcome capture(Duration limit) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        LastWord last = new LastWord();
        try (ExecWatch exec = resource()
                .writingOutput(said)
                .writingError(said)
                .usingListener(last)
                .exec(command.toArray(String[]::new))) {
            Integer code = exec.exitCode().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Outcome(
                    end(code, last), said.toString(StandardCharsets.UTF_8).strip());
        } catch (ExecutionException e) {
            throw failed(String.valueOf(e.getCause().getMessage()));
        } catch (TimeoutException e) {
            throw failed("no end after " + limit.toSeconds() + " s");
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** To our standard output and error. */
    public int run() {
        return run(command, null);
    }

    /**
     * With our standard input, all of it: the protocol cannot say where an input ends, so the command is told its length
     * beforehand.
     */
    public int runWithInput() {
        try {
            Path spooled = Files.createTempFile("promptlib", ".input");
            try {
                long length = Files.copy(System.in, spooled, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                List<String> limited = new ArrayList<>(List.of("sh", "-c", "head -c " + length + " | \"$@\"", "sh"));
                limited.addAll(command);
                try (InputStream input = Files.newInputStream(spooled)) {
                    return run(limited, input);
                }
            } finally {
                Files.deleteIfExists(spooled);
            }
        } catch (IOException e) {
            throw failed(e.getMessage());
        }
    }

    private int run(List<String> words, InputStream input) {
        var streams = input == null ? resource() : resource().redirectingInput();
        LastWord last = new LastWord();
        try (ExecWatch exec = streams.writingOutput(System.out)
                .writingError(System.err)
                .usingListener(last)
                .exec(words.toArray(String[]::new))) {
            if (input != null) {
                input.transferTo(exec.getInput());
                exec.getInput().flush();
            }
            return end(exec, last);
        } catch (IOException e) {
            throw failed(e.getMessage());
        } finally {
            System.out.flush();
        }
    }

    /** With a terminal of its own, which is ours. */
    public int interact() {
        LastWord last = new LastWord();
        try (RawTerminal terminal = RawTerminal.open();
                ExecWatch exec = resource()
                        .redirectingInput()
                        .writingOutput(System.out)
                        .withTTY()
                        .usingListener(last)
                        .exec(command.toArray(String[]::new))) {
            daemon(() -> pump(System.in, exec.getInput()));
            daemon(() -> follow(terminal, exec));
            return end(exec, last);
        } finally {
            System.out.flush();
        }
    }

    private ContainerResource resource() {
        return client.pods().inNamespace(namespace).withName(pod).inContainer(container);
    }

    private int end(ExecWatch exec, LastWord last) {
        try {
            return end(exec.exitCode().get(), last);
        } catch (ExecutionException e) {
            throw failed(String.valueOf(e.getCause().getMessage()));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Without a code where the connection broke, and with one of the client's own where the command never began. */
    private int end(Integer code, LastWord last) throws InterruptedException {
        last.await();
        if (code == null) {
            throw Failure.of(
                    "the connection to the pod " + pod + " was lost",
                    "what was begun there may go on: look before you run it again");
        }
        if (last.whyNotBegun().isPresent()) {
            throw failed(last.whyNotBegun().get());
        }
        return code;
    }

    private static void pump(InputStream from, OutputStream to) {
        byte[] keys = new byte[1024];
        try {
            for (int count = from.read(keys); count >= 0; count = from.read(keys)) {
                to.write(keys, 0, count);
                to.flush();
            }
        } catch (IOException e) {
            // The command has ended.
            return;
        }
    }

    /** Tells the command when the terminal gets another size. */
    private static void follow(RawTerminal terminal, ExecWatch exec) {
        RawTerminal.Size told = null;
        while (!exec.exitCode().isDone()) {
            RawTerminal.Size now = terminal.size().orElse(told);
            if (now != null && !now.equals(told)) {
                exec.resize(now.columns(), now.rows());
                told = now;
            }
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    private Failure failed(String why) {
        return Failure.of(
                "`" + command.get(0) + "` cannot be run in the pod " + pod + ": " + why,
                "promptlib status shows how the pod is doing");
    }

    private static Failure interrupted() {
        Thread.currentThread().interrupt();
        return Failure.of("interrupted", "run it again");
    }
}
