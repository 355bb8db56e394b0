package dev.duet.compiler.model;

import dev.duet.compiler.syntax.Location;
import dev.duet.compiler.syntax.Problems;
import dev.duet.compiler.syntax.SourceText;

import java.util.ArrayList;
import java.util.List;

/// One `.proto` file.
public final class ProtoFile extends Element {
    /// Its text.
    public final SourceText source;

    /// What is wrong with it.
    public final Problems problems;

    /// Which language it is written in.
    public Edition edition = Edition.PROTO2;

    /// The package, empty if there is none.
    public String packageName = "";

    /// Where the package is named.
    public int packageAt = -1;

    /// What it imports, in order, option imports aside.
    public final List<Import> imports = new ArrayList<>();

    /// What it imports for its options only, in order.
    public final List<Import> optionImports = new ArrayList<>(0);

    /// Top-level messages.
    public final List<MessageType> messages = new ArrayList<>();

    /// Top-level enums.
    public final List<EnumType> enums = new ArrayList<>();

    /// Services.
    public final List<Service> services = new ArrayList<>();

    /// Top-level extensions.
    public final List<Field> extensions = new ArrayList<>();

    /// Positions and comments, in the order of the descriptor.
    public List<Location> locations = List.of();

    /// A file without declarations.
    public ProtoFile(SourceText source, Problems problems) {
        super(null, null);
        this.source = source;
        this.problems = problems;
        this.name = source.name();
    }

    @Override
    public String kind() {
        return "file";
    }
}
