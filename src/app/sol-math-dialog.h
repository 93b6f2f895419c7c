/* sol-math-dialog.h: asks for the expression of a calculated channel
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-analysis-panel.h"
#include "sol-math-list.h"

G_BEGIN_DECLS

/* What the panel of a SolMathList says and opens */
const SolAnalysisKind *sol_math_dialog_get_kind (void);

G_END_DECLS
