package dev.duet.compiler.model;

/// An option that was interpreted.
///
/// @param element what it is set on
/// @param option the statement
/// @param value what it sets, from the options message down
public record OptionUse(Element element, OptionStatement option, OptionValues value) {}
