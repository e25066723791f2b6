@NullMarked
package io.loadline.risk.kernel;

import org.jspecify.annotations.NullMarked;
