@NullMarked
package io.loadline.risk.report;

import org.jspecify.annotations.NullMarked;
