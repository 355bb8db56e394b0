package dev.duet.compiler.generate;

/// What the generator is asked to do, as the plugin parameter says it: `name=value,name=value`.
///
/// @param javaPackage the package of everything generated, or null for what the files say
/// @param sample which sample is generated beside the stubs
/// @param wellKnown whether the runtime's own well-known types are being generated
record Options(String javaPackage, Sample sample, boolean wellKnown) {
    enum Sample {
        NONE,
        SERVICE,
        CLIENT
    }

    /// @throws IllegalArgumentException with a message for people
    static Options parse(String parameter) {
        String javaPackage = null;
        Sample sample = Sample.NONE;
        boolean wellKnown = false;
        for (String option : parameter.split(",")) {
            int equals = option.indexOf('=');
            String name = (equals < 0 ? option : option.substring(0, equals)).strip();
            String value = equals < 0 ? "" : option.substring(equals + 1).strip();
            switch (name) {
                case "" -> {}
                case "java_package" -> javaPackage = requirePackage(value);
                case "mode" ->
                        sample =
                                switch (value) {
                                    case "stubs" -> Sample.NONE;
                                    case "service" -> Sample.SERVICE;
                                    case "client" -> Sample.CLIENT;
                                    default ->
                                            throw new IllegalArgumentException(
                                                    "mode="
                                                            + value
                                                            + ": there are stubs, service and"
                                                            + " client");
                                };
                case "well_known" -> wellKnown = true;
                default -> throw new IllegalArgumentException("unknown option: " + name);
            }
        }
        return new Options(javaPackage, sample, wellKnown);
    }

    private static String requirePackage(String name) {
        if (!isPackage(name)) {
            throw new IllegalArgumentException("\"" + name + "\" is not a Java package");
        }
        return name;
    }

    /// Whether a name can be that of a package; one that climbs out of the output folder cannot.
    static boolean isPackage(String name) {
        for (String part : name.split("\\.", -1)) {
            boolean identifier =
                    !part.isEmpty()
                            && Character.isJavaIdentifierStart(part.charAt(0))
                            && part.chars().allMatch(Character::isJavaIdentifierPart)
                            && !Names.isKeyword(part);
            if (!identifier) {
                return false;
            }
        }
        return true;
    }
}
