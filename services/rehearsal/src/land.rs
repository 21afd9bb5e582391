//! Lai Châu in 2021: eight districts with their codes (rules.md 4.1), communes for the names of schools, and sizes.
//! The sizes are guesses of the right order (rules.md 4.2): about 8,000 teachers, the city and Nậm Nhùn small, Sìn Hồ and
//! Phong Thổ big.

use domain::vocabulary::Level;

/// How a district's files carry the three yes/no columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum YesNo {
    /// Filled in, with a few cells left empty.
    Filled,
    /// The columns stand there and nothing is in them.
    Empty,
    /// The columns are missing, as in exports of the sector database.
    Absent,
}

/// What the year ends with in a row of the final table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Goal {
    /// Fewer sent than the band asks.
    Below,
    /// Within the band.
    Inside,
    /// More sent than the band allows.
    Above,
    /// No whole number lies in the band.
    Unattainable,
    /// One disputed person decides between below and inside.
    UnknownDisputed,
    /// The persons undecided make the difference.
    UnknownUndecided,
}

/// One district or city.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct District {
    /// GSO code.
    pub(crate) code: &'static str,
    /// Name with its kind, as in "huyện Sìn Hồ".
    pub(crate) name: &'static str,
    /// Name in file names.
    pub(crate) slug: &'static str,
    /// Place in signature lines.
    pub(crate) seat: &'static str,
    /// Teachers at scale 1, per level.
    pub(crate) teachers: [u32; 3],
    /// Of them in scope, per level.
    pub(crate) in_scope: [u32; 3],
    /// What each row ends with, per level.
    pub(crate) goals: [Goal; 3],
    /// The yes/no columns of its files.
    pub(crate) yes_no: YesNo,
    /// Whether each level has its own sheet.
    pub(crate) sheet_per_level: bool,
    /// Of a hundred teachers, Kinh.
    pub(crate) kinh_percent: u32,
    /// Communes, wards and towns.
    pub(crate) communes: &'static [&'static str],
}

impl District {
    /// "UBND huyện Sìn Hồ": who signs its decisions.
    pub(crate) fn authority(&self) -> String {
        format!("UBND {}", self.name)
    }

    /// The district's value for a level.
    pub(crate) fn of<T: Copy>(values: &[T; 3], level: Level) -> T {
        let [preschool, primary, lower_secondary] = *values;
        match level {
            Level::Preschool => preschool,
            Level::Primary => primary,
            Level::LowerSecondary => lower_secondary,
        }
    }
}

/// The eight districts, by code.
pub(crate) const DISTRICTS: [District; 8] = [
    District {
        code: "105",
        name: "thành phố Lai Châu",
        slug: "thanh-pho-lai-chau",
        seat: "TP. Lai Châu",
        teachers: [190, 190, 150],
        in_scope: [38, 49, 21],
        goals: [Goal::Inside, Goal::Inside, Goal::Unattainable],
        yes_no: YesNo::Filled,
        sheet_per_level: true,
        kinh_percent: 70,
        communes: &[
            "Quyết Thắng",
            "Tân Phong",
            "Quyết Tiến",
            "Đoàn Kết",
            "Đông Phong",
            "Sùng Phài",
            "San Thàng",
        ],
    },
    District {
        code: "106",
        name: "huyện Tam Đường",
        slug: "tam-duong",
        seat: "Tam Đường",
        teachers: [340, 400, 270],
        in_scope: [92, 132, 50],
        goals: [Goal::Below, Goal::Inside, Goal::Inside],
        yes_no: YesNo::Filled,
        sheet_per_level: false,
        kinh_percent: 45,
        communes: &[
            "thị trấn Tam Đường",
            "Thèn Sin",
            "Tả Lèng",
            "Giang Ma",
            "Hồ Thầu",
            "Bình Lư",
            "Sơn Bình",
            "Nùng Nàng",
            "Bản Giang",
            "Bản Hon",
            "Bản Bo",
            "Nà Tăm",
            "Khun Há",
        ],
    },
    District {
        code: "107",
        name: "huyện Mường Tè",
        slug: "muong-te",
        seat: "Mường Tè",
        teachers: [330, 420, 260],
        in_scope: [96, 140, 52],
        goals: [Goal::Inside, Goal::Above, Goal::Below],
        yes_no: YesNo::Absent,
        sheet_per_level: false,
        kinh_percent: 35,
        communes: &[
            "thị trấn Mường Tè",
            "Thu Lũm",
            "Ka Lăng",
            "Tá Bạ",
            "Pa Ủ",
            "Mường Tè",
            "Pa Vệ Sử",
            "Mù Cả",
            "Bum Tở",
            "Nậm Khao",
            "Tà Tổng",
            "Bum Nưa",
            "Vàng San",
            "Kan Hồ",
        ],
    },
    District {
        code: "108",
        name: "huyện Sìn Hồ",
        slug: "sin-ho",
        seat: "Sìn Hồ",
        teachers: [500, 660, 400],
        in_scope: [150, 230, 84],
        goals: [Goal::Inside, Goal::Below, Goal::Inside],
        yes_no: YesNo::Filled,
        sheet_per_level: true,
        kinh_percent: 30,
        communes: &[
            "thị trấn Sìn Hồ",
            "Chăn Nưa",
            "Pa Tần",
            "Phìn Hồ",
            "Hồng Thu",
            "Phăng Sô Lin",
            "Ma Quai",
            "Lùng Thàng",
            "Tả Phìn",
            "Sà Dề Phìn",
            "Nậm Tăm",
            "Tả Ngảo",
            "Pu Sam Cáp",
            "Nậm Cha",
            "Làng Mô",
            "Nậm Cuổi",
            "Noong Hẻo",
            "Căn Co",
            "Nậm Hăn",
            "Tủa Sín Chải",
            "Nậm Mạ",
        ],
    },
    District {
        code: "109",
        name: "huyện Phong Thổ",
        slug: "phong-tho",
        seat: "Phong Thổ",
        teachers: [460, 590, 370],
        in_scope: [138, 205, 75],
        goals: [Goal::Below, Goal::UnknownUndecided, Goal::Inside],
        yes_no: YesNo::Empty,
        sheet_per_level: false,
        kinh_percent: 32,
        communes: &[
            "thị trấn Phong Thổ",
            "Sì Lở Lầu",
            "Mồ Sì San",
            "Ma Li Pho",
            "Pa Vây Sử",
            "Vàng Ma Chải",
            "Tông Qua Lìn",
            "Mù Sang",
            "Dào San",
            "Sin Suối Hồ",
            "Bản Lang",
            "Hoang Thèn",
            "Khổng Lào",
            "Nậm Xe",
            "Mường So",
            "Huổi Luông",
            "Lản Nhì Thàng",
        ],
    },
    District {
        code: "110",
        name: "huyện Than Uyên",
        slug: "than-uyen",
        seat: "Than Uyên",
        teachers: [350, 450, 300],
        in_scope: [95, 150, 55],
        goals: [Goal::Inside, Goal::Inside, Goal::Above],
        yes_no: YesNo::Filled,
        sheet_per_level: true,
        kinh_percent: 40,
        communes: &[
            "thị trấn Than Uyên",
            "Phúc Than",
            "Mường Than",
            "Mường Mít",
            "Pha Mu",
            "Mường Cang",
            "Hua Nà",
            "Tà Hừa",
            "Mường Kim",
            "Tà Mung",
            "Tà Gia",
            "Khoen On",
        ],
    },
    District {
        code: "111",
        name: "huyện Tân Uyên",
        slug: "tan-uyen",
        seat: "Tân Uyên",
        teachers: [290, 370, 240],
        in_scope: [75, 115, 44],
        goals: [Goal::Above, Goal::Inside, Goal::Below],
        yes_no: YesNo::Filled,
        sheet_per_level: false,
        kinh_percent: 38,
        communes: &[
            "thị trấn Tân Uyên",
            "Mường Khoa",
            "Phúc Khoa",
            "Thân Thuộc",
            "Nậm Cần",
            "Nậm Sỏ",
            "Trung Đồng",
            "Pắc Ta",
            "Hố Mít",
            "Tà Mít",
        ],
    },
    District {
        code: "112",
        name: "huyện Nậm Nhùn",
        slug: "nam-nhun",
        seat: "Nậm Nhùn",
        teachers: [140, 220, 110],
        in_scope: [41, 72, 29],
        goals: [Goal::Inside, Goal::UnknownDisputed, Goal::Unattainable],
        yes_no: YesNo::Filled,
        sheet_per_level: true,
        kinh_percent: 35,
        communes: &[
            "thị trấn Nậm Nhùn",
            "Hua Bum",
            "Nậm Ban",
            "Nậm Manh",
            "Nậm Hàng",
            "Lê Lợi",
            "Pú Đao",
            "Nậm Pì",
            "Nậm Chà",
            "Mường Mô",
            "Trung Chải",
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_province_has_about_eight_thousand_teachers() {
        let per_level =
            Level::ALL.map(|level| DISTRICTS.iter().map(|d| District::of(&d.teachers, level)).sum::<u32>());
        assert_eq!(per_level, [2600, 3300, 2100]);
        for district in &DISTRICTS {
            for level in Level::ALL {
                let in_scope = District::of(&district.in_scope, level);
                assert!((20..=250).contains(&in_scope), "{} {level:?}", district.name);
            }
        }
    }
}
