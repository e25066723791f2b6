@NullMarked
package io.loadline.risk.bench;

import org.jspecify.annotations.NullMarked;
