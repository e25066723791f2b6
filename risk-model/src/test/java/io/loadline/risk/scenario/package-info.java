@NullMarked
package io.loadline.risk.scenario;

import org.jspecify.annotations.NullMarked;
