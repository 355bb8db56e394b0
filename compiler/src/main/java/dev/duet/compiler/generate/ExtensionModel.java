package dev.duet.compiler.generate;

/// An extension.
///
/// @param constant the name of the constant
/// @param fullName the name in the proto file, with its package
/// @param extendee the message type that is extended
/// @param field number, type and the like
record ExtensionModel(String constant, String fullName, MessageModel extendee, FieldModel field) {}
