@NullMarked
package io.loadline.risk.cbor;

import org.jspecify.annotations.NullMarked;
