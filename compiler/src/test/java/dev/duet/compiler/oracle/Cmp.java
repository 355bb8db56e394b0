package dev.duet.compiler.oracle;

import java.nio.file.Path;
import java.util.List;

final class Cmp {
    static void main(String[] a) throws Exception {
        var c =
                new OracleComparison(
                        Path.of("/tmp/oracle/protoc"),
                        List.of(Path.of("/tmp/oracle/t"), Path.of("/tmp/oracle/inc")));
        for (String f : a) {
            try {
                IO.println(f + ": " + c.differences(List.of(f)));
            } catch (Exception e) {
                IO.println(f + ": " + e);
            }
        }
    }
}
