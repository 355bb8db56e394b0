package dev.duet.compiler.link;

import dev.duet.compiler.model.ProtoFile;

final class Validator {
    Validator(ProtoFile file, Scope scope) {}

    void validate() {}
}
