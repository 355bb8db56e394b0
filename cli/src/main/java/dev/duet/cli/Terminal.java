package dev.duet.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Where the tool writes: UTF-8 whatever the locale, colours only on a terminal and never when
/// `NO_COLOR` is set. May be used from several threads.
final class Terminal {
    private static final String BOLD = "\033[1m";
    private static final String DIM = "\033[2m";
    private static final String RED = "\033[31m";
    private static final String GREEN = "\033[32m";
    private static final String RESET = "\033[0m";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean colourOut;
    private final boolean colourErr;

    Terminal(PrintStream out, PrintStream err, boolean colourOut, boolean colourErr) {
        this.out = out;
        this.err = err;
        this.colourOut = colourOut;
        this.colourErr = colourErr;
    }

    /// The process's own output. The launcher says in the property `duet.terminal` which of the two
    /// streams are terminals (`out,err`); without it the JDK's console decides for both.
    static Terminal ofProcess() {
        String known = System.getProperty("duet.terminal");
        boolean wanted = System.getenv("NO_COLOR") == null || System.getenv("NO_COLOR").isEmpty();
        if (!wanted || "dumb".equals(System.getenv("TERM"))) {
            known = "";
        } else if (known == null) {
            Console console = System.console();
            known = console != null && console.isTerminal() ? "out,err" : "";
        }
        return new Terminal(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                known.contains("out"),
                known.contains("err"));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    boolean colourOut() {
        return colourOut;
    }

    boolean colourErr() {
        return colourErr;
    }

    /// A result: one line on standard output.
    void println(String line) {
        out.println(line);
    }

    /// Something about what the tool itself does: one line on standard error.
    void note(String line) {
        err.println(paint(colourErr, DIM, "duet: " + line));
    }

    /// What went wrong, on standard error.
    void error(String message) {
        err.println(paint(colourErr, RED, "duet: ") + message);
    }

    /// Bold on standard output.
    String strong(String text) {
        return paint(colourOut, BOLD, text);
    }

    /// Dim on standard output.
    String faint(String text) {
        return paint(colourOut, DIM, text);
    }

    /// Green on standard output.
    String good(String text) {
        return paint(colourOut, GREEN, text);
    }

    private static String paint(boolean colour, String code, String text) {
        return colour ? code + text + RESET : text;
    }
}
