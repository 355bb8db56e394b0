package dev.duet.compiler.syntax;

import java.nio.charset.StandardCharsets;

/// Gives the same string for the same bytes, so that the words of a file are made once and most
/// comparisons end at the reference.
final class Names {
    private String[] table = new String[256];
    private int[] hashes = new int[256];
    private int size;

    /// The identifier in these bytes, which are ASCII.
    String name(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        hash = hash ^ hash >>> 15;
        int mask = table.length - 1;
        int slot = hash & mask;
        while (table[slot] != null) {
            if (hashes[slot] == hash && matches(table[slot], bytes, from, to)) {
                return table[slot];
            }
            slot = slot + 1 & mask;
        }
        String made = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        table[slot] = made;
        hashes[slot] = hash;
        if (++size * 2 > table.length) {
            grow();
        }
        return made;
    }

    private static boolean matches(String name, byte[] bytes, int from, int to) {
        if (name.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (name.charAt(i - from) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private void grow() {
        String[] oldTable = table;
        int[] oldHashes = hashes;
        table = new String[oldTable.length * 2];
        hashes = new int[table.length];
        int mask = table.length - 1;
        for (int i = 0; i < oldTable.length; i++) {
            if (oldTable[i] != null) {
                int slot = oldHashes[i] & mask;
                while (table[slot] != null) {
                    slot = slot + 1 & mask;
                }
                table[slot] = oldTable[i];
                hashes[slot] = oldHashes[i];
            }
        }
    }
}
