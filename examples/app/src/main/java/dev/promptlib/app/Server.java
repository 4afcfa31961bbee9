package dev.promptlib.app;

/** What runs until it is told to stop. */
interface Server {
    void start();

    void stop() throws InterruptedException;
}
