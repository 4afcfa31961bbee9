package dev.promptlib.app.health;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** One thing the application needs. A check that hangs is waited for by all who ask, and never started twice. */
public final class Check {
    private final String name;
    private final boolean critical;
    private final Question question;
    private final Executor executor;
    private CompletableFuture<CheckResult> running;

    /** Returns what is wrong, or null; may throw instead. */
    public interface Question {
        String ask() throws Exception;
    }

    public Check(String name, boolean critical, Executor executor, Question question) {
        this.name = name;
        this.critical = critical;
        this.executor = executor;
        this.question = question;
    }

    public String name() {
        return name;
    }

    /** Whether the application is of no use without this. */
    public boolean critical() {
        return critical;
    }

    /** Starts the check, or joins the one that runs; done within the limit either way. */
    synchronized CompletableFuture<CheckResult> run(long limitMs) {
        if (running == null || running.isDone()) {
            running = CompletableFuture.supplyAsync(this::result, executor);
        }
        CheckResult late = CheckResult.unhealthy(limitMs, "no answer within " + limitMs + " ms");
        return running.copy().completeOnTimeout(late, limitMs, TimeUnit.MILLISECONDS);
    }

    private CheckResult result() {
        long start = System.nanoTime();
        String problem;
        try {
            problem = question.ask();
        } catch (Exception e) {
            problem = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        }
        long took = (System.nanoTime() - start) / 1_000_000;
        return problem == null ? CheckResult.healthy(took) : CheckResult.unhealthy(took, problem);
    }

    /** Checks may hang in drivers for long, so each has a thread of its own. */
    public static void inNewThread(Runnable task) {
        Thread thread = new Thread(task, "health");
        thread.setDaemon(true);
        thread.start();
    }
}
