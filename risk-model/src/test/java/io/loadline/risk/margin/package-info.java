@NullMarked
package io.loadline.risk.margin;

import org.jspecify.annotations.NullMarked;
