/// The messages of the `google/protobuf` files, generated as any other file is, with conversions to
/// types of the JDK. They have a package of their own because some names, such as `Duration`, would
/// get in the way of a program that imports all of `dev.duet.proto`.
///
/// Fields of the wrapper types (`StringValue` and the like) are plain Java values in generated
/// messages; their records are here for [dev.duet.proto.wellknown.Any].
package dev.duet.proto.wellknown;
