package dev.duet.bench.load;

import java.util.Locale;

/// What a client prints for the program that started it: a name and a number on each line.
final class Output {
    private Output() {}

    static void print(String name, double value) {
        System.out.printf(Locale.ROOT, "%s %.3f%n", name, value);
    }
}
