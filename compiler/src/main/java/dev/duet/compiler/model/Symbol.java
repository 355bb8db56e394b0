package dev.duet.compiler.model;

/// What a full name stands for.
public sealed interface Symbol permits Element, Symbol.PackageName {
    /// Whether other names can be found inside it.
    boolean isAggregate();

    /// A package, or a part of one: `foo` of `foo.bar`.
    ///
    /// @param name the full name
    /// @param file the first file that has it
    record PackageName(String name, ProtoFile file) implements Symbol {
        @Override
        public boolean isAggregate() {
            return true;
        }
    }
}
