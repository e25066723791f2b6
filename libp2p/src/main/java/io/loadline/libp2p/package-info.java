@org.jspecify.annotations.NullMarked
package io.loadline.libp2p;
