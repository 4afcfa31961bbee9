package dev.promptlib.operator.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;

/** What a person sees: one line for each thing that happened, with the time since the start. */
public final class Terminal {
    private final PrintWriter out;
    private final boolean colours;
    private final boolean interactive;
    private final LongSupplier nanos;
    private final long start;

    public Terminal(PrintWriter out, boolean colours, boolean interactive, LongSupplier nanos) {
        this.out = out;
        this.colours = colours;
        this.interactive = interactive;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    /** The launcher says whether there is a terminal: Java 17 and 22 answer differently. */
    public static Terminal ofThisProcess(PrintWriter out) {
        boolean colours = Boolean.getBoolean("promptlib.terminal") && System.getenv("NO_COLOR") == null;
        return new Terminal(out, colours, Boolean.getBoolean("promptlib.interactive"), System::nanoTime);
    }

    public void line(String subject, String message) {
        String time = Style.DIM.of(String.format("%5s", seconds() + "s"), colours);
        out.println(time + "  " + Style.BOLD.of(String.format("%-11s", subject), colours) + " " + message);
        out.flush();
    }

    /** Something that is no step: a tree, a hint. */
    public void text(String text) {
        out.println(text);
        out.flush();
    }

    /** A whole page; on a terminal it takes the place of the one before. */
    public void page(String text, boolean replaces) {
        text((replaces && colours ? "\u001b[H\u001b[2J" : "") + text);
    }

    /** Something to know that is no result; only people read it. */
    public void note(String text) {
        text(Style.DIM.of(text, colours));
    }

    public long seconds() {
        return Duration.ofNanos(nanos.getAsLong() - start).toSeconds();
    }

    /** Whether somebody reads this. That a pipe is closed is known after the next words. */
    public boolean isHeard() {
        return !out.checkError();
    }

    public boolean interactive() {
        return interactive;
    }

    public String good(String text) {
        return Style.GREEN.of(text, colours);
    }

    public String bad(String text) {
        return Style.RED.of(text, colours);
    }

    public String bold(String text) {
        return Style.BOLD.of(text, colours);
    }

    public String dim(String text) {
        return Style.DIM.of(text, colours);
    }

    public String warn(String text) {
        return Style.YELLOW.of(text, colours);
    }

    /** Asks; anything but yes is no. */
    public boolean yes(String question) {
        return answer(question + " [y/N] ").toLowerCase(java.util.Locale.ROOT).matches("y|yes");
    }

    /** Asks; no answer is an empty one. */
    public String answer(String question) {
        out.print(question);
        out.flush();
        try {
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String answer = in.readLine();
            return answer == null ? "" : answer.strip();
        } catch (IOException e) {
            return "";
        }
    }

    private enum Style {
        BOLD("1"),
        DIM("2"),
        RED("31"),
        GREEN("32"),
        YELLOW("33");

        private final String code;

        Style(String code) {
            this.code = code;
        }

        String of(String text, boolean colours) {
            return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
        }
    }
}
