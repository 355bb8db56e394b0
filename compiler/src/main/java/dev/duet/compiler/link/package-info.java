/// From the declarations of files to complete descriptors.
///
/// Reading order: [Workspace] finds and reads files, [Linker] takes one file through all steps, and
/// names them; [DescriptorWriter] makes the protobuf-java descriptor in the end.
package dev.duet.compiler.link;
