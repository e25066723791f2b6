/**
 * Child processes of the devnet and the HTTP view on them; nobody outlives the devnet. May use: the
 * JDK and Jackson. Used by: node.devnet. Never: keys, chain contents.
 */
@NullMarked
package io.loadline.node.devnet.process;

import org.jspecify.annotations.NullMarked;
