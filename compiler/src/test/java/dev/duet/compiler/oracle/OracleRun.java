package dev.duet.compiler.oracle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Compares whole corpora with protoc: `OracleRun PROTOC FOLDER JAR-OR-FOLDER…`.
final class OracleRun {
    private OracleRun() {}

    static void main(String[] arguments) throws IOException, InterruptedException {
        Path protoc = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        List<Path> roots = new ArrayList<>();
        List<Corpus> corpora = new ArrayList<>();
        for (String source : List.of(arguments).subList(2, arguments.length)) {
            Corpus corpus = Corpus.of(Path.of(source), folder);
            corpora.add(corpus);
            roots.add(corpus.directory());
        }
        int files = 0;
        int different = 0;
        for (Corpus corpus : corpora) {
            List<Path> paths = new ArrayList<>(List.of(corpus.directory()));
            paths.addAll(roots);
            List<String> differences =
                    new OracleComparison(protoc, paths).differences(corpus.files());
            IO.println(
                    corpus.name()
                            + ": "
                            + corpus.files().size()
                            + " files, "
                            + differences.size()
                            + " differences");
            differences.stream().limit(10).forEach(IO::println);
            files += corpus.files().size();
            different += differences.size();
        }
        IO.println(files + " files, " + different + " differences");
        System.exit(different == 0 ? 0 : 1);
    }
}
