/**
 * Secrets at rest: encrypted, readable by their owner only, never printed. May use: javax.crypto,
 * BouncyCastle, Jackson. Used by: the CLI and the start of the node.
 */
@org.jspecify.annotations.NullMarked
package io.loadline.node.keys;
