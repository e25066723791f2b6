/**
 * The committee, its identities and the few value types every consensus package speaks in. May use:
 * BouncyCastle. Used by: all of consensus. Never: clocks, sockets, files, logging.
 */
@NullMarked
package io.loadline.consensus;

import org.jspecify.annotations.NullMarked;
