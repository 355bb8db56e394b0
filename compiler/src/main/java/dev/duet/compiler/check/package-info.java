/// What a file must keep to once all its names are resolved and its options known. One class for
/// each group of rules; [Validator] runs them all.
package dev.duet.compiler.check;
