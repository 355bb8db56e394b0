/// The program that the official conformance suite of protobuf tests: `Testee` takes requests from
/// standard input and answers them, with the messages of `TestTypes`.
package dev.duet.conformance;
