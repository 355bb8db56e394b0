/// How the runtime comes to its loggers. A leaf.
package dev.duet.internal.log;
