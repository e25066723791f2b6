/** Tests against js-libp2p, another people's implementation. Needs Node and npm. */
@NullMarked
package io.loadline.libp2p.interop;

import org.jspecify.annotations.NullMarked;
