package dev.duet.compiler.model;

import java.util.ArrayList;
import java.util.List;

/// A service.
public final class Service extends Element {
    /// Its methods.
    public final List<Method> methods = new ArrayList<>();

    /// A service in a file.
    public Service(ProtoFile parent) {
        super(parent, parent);
    }

    @Override
    public String kind() {
        return "service";
    }

    @Override
    public boolean isAggregate() {
        return true;
    }
}
