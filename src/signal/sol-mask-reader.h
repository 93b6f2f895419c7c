/* sol-mask-reader.h: lays a mask over each picture of a channel, once
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-acquisition.h"
#include "sol-mask-rule.h"

G_BEGIN_DECLS

/* One thread at a time */
typedef struct _SolMaskReader SolMaskReader;

/* @source: the channel that triggers; often @channel itself. What comes from now on counts. */
SolMaskReader *sol_mask_reader_new          (SolMaskRule    *rule,
                                             SolChannel     *channel,
                                             SolChannel     *source);
void           sol_mask_reader_free         (SolMaskReader  *self);

/**
 * sol_mask_reader_next:
 * @zero_ns: (out): Unix time of the picture's zero: its trigger, or its message's first sample
 *
 * A picture is tested when all of it has come; of more than 262,144 samples, the newest. A picture without a sample
 * under the mask has n_tested 0. Cost: O(samples that came, and those under the mask).
 *
 * Returns: %TRUE with @result, to be called again; %FALSE: no further picture is complete
 */
gboolean       sol_mask_reader_next         (SolMaskReader  *self,
                                             gint64         *zero_ns,
                                             SolMaskResult  *result);
/* Pictures that came faster than they were tested, or whose samples were gone */
guint64        sol_mask_reader_get_n_missed (SolMaskReader  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolMaskReader, sol_mask_reader_free)

G_END_DECLS
