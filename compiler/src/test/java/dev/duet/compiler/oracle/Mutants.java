package dev.duet.compiler.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/// Proto files with one or two small mistakes, or what may be none: a token taken from elsewhere, a
/// statement more, a line less. The same seed gives the same files.
final class Mutants {
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\s+|//[^\\n]*|/\\*.*?\\*/|[A-Za-z_]\\w*|[0-9][\\w.]*"
                            + "|\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\.)*'|.",
                    Pattern.DOTALL);
    private static final List<String> WORDS =
            List.of(
                    "message enum service rpc returns stream optional required repeated oneof map",
                    "extensions reserved extend group option import package public weak export",
                    "local to max inf nan true false int32 string bytes double bool default",
                    "json_name deprecated packed lazy features field_presence IMPLICIT EXPLICIT",
                    "LEGACY_REQUIRED message_encoding DELIMITED enum_type CLOSED OPEN ctype jstype",
                    "allow_alias message_set_wire_format utf8_validation verification 0 1 -1 19000",
                    "536870911 2147483648 0x10 017 1.5 1e5 \"\" \"x\" \"proto3\" \"2023\" \"2024\"",
                    "{ } [ ] ( ) < > = ; , . - + / Foo foo foo_bar fooBar _");
    private static final List<String> STATEMENTS =
            List.of(
                    "option deprecated = true;",
                    "reserved 1 to 3;",
                    "reserved foo;",
                    "extensions 100 to 200;",
                    "message Foo {}",
                    "enum Foo { FOO_A = 0; }",
                    "oneof foo { int32 zz = 77; string zy = 78; }",
                    "map<int32, Foo> foo_bar = 80;",
                    "optional int32 foo = 81 [json_name = \"fooBar\"];",
                    "repeated int32 foo = 82 [packed = true];",
                    "optional group Grp = 86 {}",
                    "option allow_alias = true;",
                    "option features.field_presence = IMPLICIT;",
                    "option features.message_encoding = DELIMITED;",
                    "import \"google/protobuf/any.proto\";",
                    "// comment\n",
                    "local message Loc {}",
                    "FOO_B = 1;",
                    "optional float f2 = 92 [default = -inf];",
                    "option optimize_for = LITE_RUNTIME;");

    private final Random random;

    Mutants(long seed) {
        random = new Random(seed);
    }

    /// A file like this one, but not quite.
    String of(String file) {
        List<String> tokens = new ArrayList<>();
        TOKEN.matcher(file).results().forEach(token -> tokens.add(token.group()));
        for (int i = random.nextInt(2); i >= 0; i--) {
            change(tokens);
        }
        return String.join("", tokens);
    }

    private void change(List<String> tokens) {
        int at = position(tokens);
        switch (random.nextInt(8)) {
            case 0 -> tokens.remove(at);
            case 1 -> tokens.add(at, " " + word() + " ");
            case 2 -> tokens.add(at, tokens.get(position(tokens)) + " ");
            case 3 -> tokens.add(afterStatement(tokens), " " + pick(STATEMENTS) + " ");
            case 4, 5 -> tokens.set(at, alike(tokens, tokens.get(at)));
            case 6 -> tokens.set(at, tokens.get(position(tokens)));
            default -> tokens.set(at, word());
        }
    }

    /// A token that is no space, if one is soon found.
    private int position(List<String> tokens) {
        int at = random.nextInt(tokens.size());
        for (int i = 0; i < 20 && tokens.get(at).isBlank(); i++) {
            at = random.nextInt(tokens.size());
        }
        return at;
    }

    private int afterStatement(List<String> tokens) {
        int at = random.nextInt(tokens.size());
        while (at < tokens.size() && !";{}".contains(tokens.get(at))) {
            at++;
        }
        return Math.min(at + 1, tokens.size());
    }

    /// Another token of the same kind: a name for a name, a number for a number.
    private String alike(List<String> tokens, String token) {
        for (int i = 0; i < 50; i++) {
            String other = random.nextInt(3) == 0 ? word() : tokens.get(position(tokens));
            if (kind(other) == kind(token) && !other.equals(token)) {
                return other;
            }
        }
        return token;
    }

    private static char kind(String token) {
        char first = token.charAt(0);
        return Character.isLetter(first) ? 'a' : Character.isDigit(first) ? '0' : first;
    }

    private String word() {
        return pick(List.of(pick(WORDS).split(" ")));
    }

    private String pick(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
