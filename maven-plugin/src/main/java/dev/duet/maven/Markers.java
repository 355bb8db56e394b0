package dev.duet.maven;

import org.codehaus.plexus.build.BuildContext;

import java.io.File;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the compiler says about {@code .proto} files, for an IDE to show beside their lines. */
final class Markers {
    private static final Pattern ABOUT_A_FILE =
            Pattern.compile("(\\S.*?\\.proto):(?:(\\d+):(\\d+):)? (warning: )?(.+)");

    private final BuildContext ide;

    Markers(BuildContext ide) {
        this.ide = ide;
    }

    /** Takes away what was said about files before. */
    void remove(Iterable<String> files) {
        files.forEach(file -> ide.removeMessages(new File(file)));
    }

    /**
     * Shows the messages among the lines that the compiler printed.
     *
     * @return whether there was one
     */
    boolean show(List<String> said) {
        boolean any = false;
        for (String line : said) {
            Matcher message = ABOUT_A_FILE.matcher(line);
            if (message.matches()) {
                boolean warning = message.group(4) != null;
                ide.addMessage(
                        new File(message.group(1)),
                        number(message.group(2)),
                        number(message.group(3)),
                        message.group(5),
                        warning ? BuildContext.SEVERITY_WARNING : BuildContext.SEVERITY_ERROR,
                        null);
                any = true;
            }
        }
        return any;
    }

    /** What is about the file as a whole stands at its start. */
    private static int number(String digits) {
        return digits == null ? 1 : Integer.parseInt(digits);
    }
}
