package dev.promptlib.operator.cli.exec;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.dsl.ExecListener;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Knows when all that a command said has been written: its exit code may be known before that. */
final class LastWord implements ExecListener {
    private static final int SECONDS = 10;

    private final CountDownLatch said = new CountDownLatch(1);
    private volatile Status end;

    void await() throws InterruptedException {
        // A server that does not close the connection has sent all the same.
        if (!said.await(SECONDS, TimeUnit.SECONDS)) {
            said.countDown();
        }
    }

    /** What the kubelet says of a command that it could not start. */
    Optional<String> whyNotBegun() {
        return Optional.ofNullable(end)
                .filter(status -> "Failure".equals(status.getStatus()) && !"NonZeroExitCode".equals(status.getReason()))
                .map(Status::getMessage);
    }

    @Override
    public void onExit(int code, Status status) {
        end = status;
    }

    @Override
    public void onClose(int code, String reason) {
        said.countDown();
    }

    @Override
    public void onFailure(Throwable fault, Response response) {
        said.countDown();
    }
}
