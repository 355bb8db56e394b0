package dev.duet.internal.http2.hpack;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Reads the JSON form of the hpack-test-case collection, as far as our files use it.
final class VectorFile {
    /// One header block.
    ///
    /// @param wire the encoded block
    /// @param fields what it stands for
    /// @param tableSize the SETTINGS_HEADER_TABLE_SIZE that holds from this block on, or -1
    record Case(byte[] wire, List<HeaderField> fields, int tableSize) {}

    private final String text;
    private int at;

    private VectorFile(String text) {
        this.text = text;
    }

    static List<Case> parse(String json) {
        VectorFile file = new VectorFile(json);
        List<Case> cases = new ArrayList<>();
        file.expect('{');
        do {
            if (file.string().equals("cases")) {
                file.expect(':');
                file.expect('[');
                do {
                    cases.add(file.oneCase());
                } while (file.accept(','));
                file.expect(']');
            } else {
                file.expect(':');
                file.string();
            }
        } while (file.accept(','));
        file.expect('}');
        return cases;
    }

    private Case oneCase() {
        byte[] wire = {};
        List<HeaderField> fields = new ArrayList<>();
        int tableSize = -1;
        expect('{');
        do {
            String key = string();
            expect(':');
            switch (key) {
                case "wire" -> wire = HexFormat.of().parseHex(string());
                case "headers" -> fields = fields();
                case "header_table_size" -> tableSize = number();
                default -> number();
            }
        } while (accept(','));
        expect('}');
        return new Case(wire, fields, tableSize);
    }

    private List<HeaderField> fields() {
        List<HeaderField> fields = new ArrayList<>();
        expect('[');
        do {
            expect('{');
            String name = string();
            expect(':');
            fields.add(new HeaderField(name, string()));
            expect('}');
        } while (accept(','));
        expect(']');
        return fields;
    }

    private int number() {
        skipSpace();
        int from = at;
        while (Character.isDigit(text.charAt(at))) {
            at++;
        }
        return Integer.parseInt(text.substring(from, at));
    }

    private String string() {
        expect('"');
        StringBuilder content = new StringBuilder();
        while (text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at++;
            }
            content.append(text.charAt(at++));
        }
        at++;
        return content.toString();
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw new IllegalArgumentException("no " + wanted + " at " + at);
        }
    }

    private boolean accept(char wanted) {
        skipSpace();
        if (text.charAt(at) != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private void skipSpace() {
        while (Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
