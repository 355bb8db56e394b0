package dev.duet.compiler.generate;

import java.util.List;

/// A service.
///
/// @param fullName the name in the proto file, with its package
/// @param className the stub class
/// @param serviceClass the interface inside, which a server implements
/// @param clientClass the class of clients inside
/// @param methods the methods
/// @param deprecated whether it should not be used any more
/// @param comment what the proto file says about it
record ServiceModel(
        String fullName,
        ClassName className,
        ClassName serviceClass,
        ClassName clientClass,
        List<Method> methods,
        boolean deprecated,
        String comment) {

    /// A method.
    ///
    /// @param name the name in the proto file
    /// @param javaName the name in Java
    /// @param constant the name of the descriptor's constant
    /// @param input what it takes
    /// @param output what it gives
    /// @param clientStreams whether it takes any number
    /// @param serverStreams whether it gives any number
    /// @param deprecated whether it should not be used any more
    /// @param comment what the proto file says about it
    record Method(
            String name,
            String javaName,
            String constant,
            Type input,
            Type output,
            boolean clientStreams,
            boolean serverStreams,
            boolean deprecated,
            String comment) {}

    /// What a method takes or gives.
    ///
    /// @param message the message type
    /// @param wrapper the constant of `Wrappers` if it is one of them, else null
    record Type(MessageModel message, String wrapper) {}
}
