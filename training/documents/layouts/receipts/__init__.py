"""Layouts of receipts by name: each is a look and the parts that stand below each other.

Many tills of many trades: what differs between them is put together here; what a part leaves open (which word, which sign,
whether a row is printed at all) the seed of the scene decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from training.documents.canvas import Align, Canvas, Face
from training.documents.layouts.receipts import feet, heads, items, meta, payments, sums, taxes, unusual_sums
from training.documents.layouts.receipts.look import Look, Ruling
from training.documents.layouts.receipts.slip import Slip
from training.documents.scene import Scene

Part = Callable[[Slip], None]
Layout = Callable[[Scene], Canvas]

NARROW, A5, A6 = 164.0, 420.0, 298.0  # points: 58 mm paper and two sheets
_CONTACT = (heads.address, heads.phone)


def _layout(look: Look, *parts: Part) -> Layout:
    def draw(scene: Scene) -> Canvas:
        slip = Slip(scene, look)
        for part in parts:
            part(slip)
        return slip.finished()

    return draw


supermarket = _layout(
    Look(ruling=Ruling.DASHES),
    heads.sign_and_firm, heads.address, heads.phone, heads.tax_id, heads.gap,
    items.currency_head, items.times_below, sums.edges, payments.paid_with_slip, taxes.table, heads.rule,
    meta.till_row, feet.noise, feet.thanks,
)  # fmt: skip
discounter = _layout(
    Look(face=Face.MONO_NARROW, bold=Face.MONO_BOLD, size=9.0, ruling=Ruling.LINE, name_scale=1.8),
    heads.sign_only, heads.address, heads.gap,
    items.times_in_row, sums.edges_with_symbol, payments.paid_with_slip, taxes.table_gross_first,
    meta.time_number_date, feet.much_noise, feet.firm_at_foot,
)  # fmt: skip
hardware = _layout(
    Look(face=Face.SANS, bold=Face.SANS_BOLD, size=7.8, ruling=Ruling.LINE),
    heads.firm_plain, heads.registration, *_CONTACT, heads.tax_id, heads.title, heads.gap,
    meta.two_columns, heads.rule, items.table_of_codes, sums.several_totals, payments.paid, taxes.table_short, feet.thanks,
)  # fmt: skip
minimarket = _layout(
    Look(is_capital=True, size=7.6, ruling=Ruling.NONE),
    heads.firm_with_number, heads.address, heads.branch, heads.tax_id, meta.number_row, meta.time_number_date,
    items.code_before, sums.edges, payments.paid, taxes.table_short, feet.thanks, feet.noise,
)  # fmt: skip
restaurant = _layout(
    Look(size=8.6, ruling=Ruling.DASHES, name_scale=1.6),
    heads.sign_and_firm, heads.registration, *_CONTACT, heads.tax_id, heads.title, meta.table_row, meta.rows, heads.rule,
    items.quantity_first, sums.indented, payments.paid, taxes.row_for_each, feet.thanks,
)  # fmt: skip
bistro = _layout(
    Look(face=Face.SERIF, bold=Face.SERIF_BOLD, size=9.2, ruling=Ruling.LINE, name_scale=2.0, total_scale=1.5),
    heads.sign_only, heads.greeting, heads.address, heads.web, heads.gap, meta.number_left_date_right, meta.table_row,
    heads.rule, items.quantity_first, sums.right_block, taxes.sentence, payments.paid, feet.thanks, feet.firm_at_foot,
)  # fmt: skip
coffee_house = _layout(
    Look(width=NARROW, margin=7, face=Face.SANS_ROUND, bold=Face.SANS_BOLD, size=7.2, ruling=Ruling.DOTS, name_scale=1.9),
    heads.white_sign, heads.branch, heads.address, heads.gap, meta.date_left_time_right, meta.cashier_row, heads.rule,
    items.quantity_first, sums.edges_with_symbol, payments.paid_with_slip, taxes.sentence, feet.noise, feet.thanks,
)  # fmt: skip
kiosk = _layout(
    Look(width=NARROW, margin=6, size=6.6, ruling=Ruling.STARS),
    heads.firm_large, heads.address, meta.centred_date, heads.rule, items.name_above, sums.edges, payments.paid, feet.thanks,
)  # fmt: skip
fuel_station = _layout(
    Look(is_capital=True, size=8.2, ruling=Ruling.DOUBLE),
    heads.sign_and_firm, heads.branch, *_CONTACT, heads.tax_id, heads.title, meta.date_and_time, meta.code_row, heads.rule,
    items.name_above, sums.net_tax_total, payments.paid_with_slip, feet.noise, feet.thanks,
)  # fmt: skip
pharmacy = _layout(
    Look(face=Face.MONO_MODERN, bold=Face.MONO_HEAVY, size=7.2, head=Align.LEFT, ruling=Ruling.DASHED_LINE),
    heads.firm_and_sign, *_CONTACT, heads.tax_id, heads.rule, meta.rows, heads.rule,
    items.table_without_price, sums.framed, taxes.table, payments.paid, feet.thanks, feet.barcode,
)  # fmt: skip
bakery = _layout(
    Look(width=NARROW, margin=8, face=Face.MONO_BOLD, size=7.0, ruling=Ruling.DASHES, name_scale=1.5),
    heads.firm_large, *_CONTACT, heads.title, heads.rule, items.currency_head, items.times_above, sums.edges, taxes.row_for_each,
    payments.paid, meta.till_row, feet.thanks,
)  # fmt: skip
electronics = _layout(
    Look(face=Face.SANS, bold=Face.SANS_BOLD, size=8.0, head=Align.LEFT, ruling=Ruling.LINE, name_scale=2.1),
    heads.sign_and_firm, heads.address, heads.phone, heads.web, heads.tax_id, heads.title, meta.rows, heads.gap,
    items.numbered, sums.net_tax_total_right, payments.paid_with_slip, feet.much_noise, feet.barcode,
)  # fmt: skip
fashion = _layout(
    Look(face=Face.SANS_HUMAN, bold=Face.SANS_BLACK, size=7.6, ruling=Ruling.NONE, name_scale=2.4, total_scale=1.6),
    heads.spaced_sign, heads.branch, *_CONTACT, meta.date_left_time_right, meta.number_row, heads.gap,
    items.name_above, sums.leaders, payments.paid, taxes.table_short, feet.barcode, feet.noise,
)  # fmt: skip
parking = _layout(
    Look(width=NARROW, margin=8, face=Face.MONO_HEAVY, bold=Face.MONO_HEAVY, size=7.4, ruling=Ruling.NONE, total_scale=1.8),
    heads.title, heads.firm_plain, heads.address, heads.gap, meta.date_and_time, items.times_below, sums.above,
    taxes.sentence, payments.paid, heads.tax_id, feet.noise,
)  # fmt: skip
bill_form = _layout(
    Look(width=A5, margin=34, face=Face.SERIF, bold=Face.SERIF_BOLD, size=10.0, ruling=Ruling.LINE, least_height=560.0),
    heads.firm_large, heads.registration, *_CONTACT, heads.tax_id, heads.title, heads.gap, meta.number_left_date_right,
    heads.gap, items.quantity_table, sums.right_block, payments.paid, feet.thanks, feet.signature,
)  # fmt: skip
workshop = _layout(
    Look(width=A5, margin=30, face=Face.SANS, bold=Face.SANS_BOLD, size=9, head=Align.LEFT, ruling=Ruling.LINE, least_height=500),
    heads.title, heads.sign_and_firm, *_CONTACT, heads.web, heads.tax_id, heads.gap, meta.two_columns, heads.gap,
    items.table, sums.net_tax_total_right, payments.paid, feet.signature, feet.noise,
)  # fmt: skip
pen_and_paper = _layout(
    Look(width=A6, margin=20, face=Face.SERIF_ITALIC, bold=Face.SERIF_BOLD, size=11.0, ruling=Ruling.LINE, least_height=380.0),
    heads.firm_plain, heads.address, heads.title, meta.glued, items.times_in_row, sums.edges, payments.paid,
)  # fmt: skip
department_store = _layout(
    Look(face=Face.MONO, size=7.4, ruling=Ruling.STARS, colon=" :"),
    heads.greeting, heads.sign_and_firm, heads.branch, heads.phone, heads.title, meta.rows, feet.some_noise_above, heads.rule,
    items.code_before, sums.count_row, sums.edges, payments.paid_with_slip, taxes.table, feet.much_noise, feet.thanks,
)  # fmt: skip
wholesale = _layout(
    Look(width=A6, margin=14, face=Face.MONO, size=7.6, ruling=Ruling.DOUBLE, colon=" :", head=Align.LEFT),
    heads.firm_with_number, *_CONTACT, heads.tax_id, heads.title, meta.two_columns, meta.cashier_row, heads.rule,
    items.table, sums.several_totals, payments.paid, taxes.table_short, feet.thanks, feet.signature,
)  # fmt: skip
food_court = _layout(
    Look(face=Face.MONO_MODERN, bold=Face.MONO_HEAVY, size=7.8, ruling=Ruling.DASHED_LINE, colon=" :"),
    meta.code_row, heads.firm_plain, heads.registration, heads.address, heads.tax_id, heads.title, meta.number_row, meta.glued,
    items.name_above, sums.several_totals, payments.paid, taxes.table_short, feet.thanks,
)  # fmt: skip
market_stall = _layout(
    Look(width=NARROW, margin=6, face=Face.SANS, bold=Face.SANS_BOLD, size=7.8, ruling=Ruling.NONE),
    heads.sign_only, meta.date_left_time_right, items.times_above, sums.above, payments.paid, feet.firm_at_foot,
)  # fmt: skip
bookshop = _layout(
    Look(face=Face.SANS_ROUND, bold=Face.SANS_BOLD, size=8.4, ruling=Ruling.LINE, colon="", head=Align.LEFT),
    heads.firm_and_sign, heads.address, heads.web, heads.rule, items.times_below, sums.leaders, taxes.table_gross_first,
    payments.paid, meta.rows, heads.tax_id, feet.thanks, feet.noise, feet.barcode,
)  # fmt: skip
hotel = _layout(
    Look(width=A5, margin=40, face=Face.SANS_HUMAN, bold=Face.SANS_BLACK, size=8.8, ruling=Ruling.LINE, name_scale=1.9),
    heads.sign_and_firm, *_CONTACT, heads.web, heads.title, heads.gap, meta.rows, heads.gap,
    items.table_without_price, sums.net_tax_total, taxes.table, payments.paid_with_slip, heads.tax_id, feet.thanks,
)  # fmt: skip
convenience = _layout(
    Look(face=Face.MONO_BOLD, size=7.8, ruling=Ruling.DOUBLE, is_capital=True, name_scale=1.0, colon=""),
    meta.date_left_time_right, heads.firm_plain, heads.branch, heads.address, heads.rule, items.times_in_row,
    sums.indented, payments.paid, taxes.sentence, meta.number_row, meta.code_row, feet.noise, feet.stars,
)  # fmt: skip
toll_and_ticket = _layout(
    Look(width=NARROW, margin=9, face=Face.MONO_NARROW, bold=Face.MONO_HEAVY, size=8.6, ruling=Ruling.DASHES, total_scale=1.5),
    heads.title, meta.date_and_time, heads.rule, items.quantity_first, sums.framed, payments.paid, heads.gap,
    heads.firm_plain, *_CONTACT, heads.tax_id, feet.barcode,
)  # fmt: skip
delicatessen = _layout(
    Look(face=Face.SANS, bold=Face.SANS_BOLD, size=8.2, ruling=Ruling.DASHED_LINE, name_scale=1.2, total_scale=1.0),
    heads.firm_large, heads.address, heads.phone, heads.tax_id, meta.date_and_time, heads.rule, items.table,
    sums.right_block, payments.paid, taxes.row_for_each, feet.thanks, feet.slogan,
)  # fmt: skip
terminal = _layout(
    Look(width=NARROW, margin=10, face=Face.SANS_HUMAN, bold=Face.SANS_BLACK, size=7.6, ruling=Ruling.LINE, name_scale=1.7),
    heads.sign_only, heads.address, unusual_sums.headline, heads.rule, items.quantity_first, unusual_sums.with_zeros,
    payments.paid, heads.rule, meta.till_row, heads.tax_id, feet.thanks,
)  # fmt: skip
steakhouse = _layout(
    Look(face=Face.MONO_NARROW, bold=Face.MONO_HEAVY, size=9.2, ruling=Ruling.DOUBLE, name_scale=1.5),
    heads.sign_and_firm, *_CONTACT, heads.web, heads.rule, meta.opened_and_printed, meta.table_row, meta.cashier_row,
    heads.rule, items.all_in_row, sums.edges, taxes.row_for_each, payments.paid_with_slip, unusual_sums.lines_for_tip,
    feet.thanks,
)  # fmt: skip
trade_counter = _layout(
    Look(face=Face.MONO, size=7.8, ruling=Ruling.DASHES, colon=" :"),
    heads.firm_plain, heads.registration, *_CONTACT, heads.tax_id, heads.title, meta.customer, meta.two_columns, heads.rule,
    items.table_of_codes, unusual_sums.rounded_afterwards, payments.paid, taxes.table_short, feet.thanks, feet.signature,
)  # fmt: skip
general_store = _layout(
    Look(face=Face.SANS, bold=Face.SANS_BOLD, size=7.6, ruling=Ruling.DASHED_LINE, name_scale=1.1, total_scale=1.0),
    heads.firm_large, heads.registration, *_CONTACT, heads.tax_id, heads.title, meta.number_left_date_right, meta.cashier_row,
    items.barcode_rows, sums.count_row, unusual_sums.rounded_afterwards, payments.paid, taxes.table_short, feet.noise,
    feet.thanks,
)  # fmt: skip
fast_food = _layout(
    Look(face=Face.MONO_HEAVY, bold=Face.MONO_HEAVY, size=7.0, ruling=Ruling.NONE, name_scale=1.4),
    heads.greeting, heads.firm_and_sign, heads.address, heads.tax_id, meta.boxed_number, meta.code_row,
    meta.date_and_time, items.quantity_first, sums.net_tax_total, payments.paid, feet.much_noise,
)  # fmt: skip
tourist_shop = _layout(
    Look(face=Face.MONO, bold=Face.MONO_BOLD, size=8.0, ruling=Ruling.STARS, is_capital=True),
    heads.greeting, heads.firm_large, heads.address, heads.web, meta.centred_date, heads.rule, items.name_above,
    unusual_sums.amount_below, unusual_sums.in_another_currency, payments.paid, taxes.sentence, meta.number_row,
    feet.noise, feet.stars,
)  # fmt: skip
scrap_of_paper = _layout(
    Look(width=A6, margin=24, face=Face.SERIF_ITALIC, bold=Face.SERIF_ITALIC, size=12.0, ruling=Ruling.NONE, least_height=300),
    heads.firm_plain, heads.phone, meta.centred_date, heads.gap, items.times_in_row, unusual_sums.unlabelled, payments.paid,
)  # fmt: skip
market_hall = _layout(
    Look(width=NARROW, margin=7, face=Face.MONO, bold=Face.MONO_BOLD, size=6.4, ruling=Ruling.DASHES, head=Align.LEFT),
    heads.branch, heads.firm_and_sign, *_CONTACT, heads.tax_id, meta.rows, heads.rule, items.all_in_row,
    unusual_sums.with_zeros, taxes.table, payments.paid, feet.barcode, feet.thanks,
)  # fmt: skip

LAYOUTS: Mapping[str, Layout] = {
    "supermarket": supermarket,
    "discounter": discounter,
    "hardware": hardware,
    "minimarket": minimarket,
    "restaurant": restaurant,
    "bistro": bistro,
    "coffee_house": coffee_house,
    "kiosk": kiosk,
    "fuel_station": fuel_station,
    "pharmacy": pharmacy,
    "bakery": bakery,
    "electronics": electronics,
    "fashion": fashion,
    "parking": parking,
    "bill_form": bill_form,
    "workshop": workshop,
    "pen_and_paper": pen_and_paper,
    "department_store": department_store,
    "wholesale": wholesale,
    "food_court": food_court,
    "market_stall": market_stall,
    "bookshop": bookshop,
    "hotel": hotel,
    "convenience": convenience,
    "toll_and_ticket": toll_and_ticket,
    "delicatessen": delicatessen,
    "terminal": terminal,
    "steakhouse": steakhouse,
    "trade_counter": trade_counter,
    "general_store": general_store,
    "fast_food": fast_food,
    "tourist_shop": tourist_shop,
    "scrap_of_paper": scrap_of_paper,
    "market_hall": market_hall,
}
