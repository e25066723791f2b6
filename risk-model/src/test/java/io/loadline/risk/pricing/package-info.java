@NullMarked
package io.loadline.risk.pricing;

import org.jspecify.annotations.NullMarked;
