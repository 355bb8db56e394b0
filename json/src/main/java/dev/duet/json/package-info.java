/// The JSON form of protobuf messages.
///
/// Reading order: [dev.duet.json.ProtoJson] prints and parses; [dev.duet.json.JsonException] says
/// what is wrong and where. Inside, a parse runs from `JsonInput` (tokens, path and position) to
/// `MessageReader` (fields) and from there to `ScalarReader` and `WellKnownReader`; printing runs
/// from `MessageWriter` to `ScalarWriter` and `WellKnownWriter`.
package dev.duet.json;
