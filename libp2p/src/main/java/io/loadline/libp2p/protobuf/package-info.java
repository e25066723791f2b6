/**
 * Varints and protobuf fields, read with limits while decoding. May use: Netty's ByteBuf. Used by:
 * every other package of this module. Never: generated code, reflection.
 */
@NullMarked
package io.loadline.libp2p.protobuf;

import org.jspecify.annotations.NullMarked;
